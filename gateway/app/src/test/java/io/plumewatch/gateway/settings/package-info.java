/** How settings refuse. */
@NullMarked
package io.plumewatch.gateway.settings;

import org.jspecify.annotations.NullMarked;
