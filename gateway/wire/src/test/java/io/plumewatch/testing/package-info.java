/** Real servers for the tests of every module; travels as this module's test-jar. */
@NullMarked
package io.plumewatch.testing;

import org.jspecify.annotations.NullMarked;
