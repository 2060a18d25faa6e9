/**
 * How benchmarks of this module are run: {@code mvn -Pbench -pl gateway/wire}. They are
 * compiled with the tests, so that they do not rot, and never run by the build.
 */
@NullMarked
package io.plumewatch.wire.bench;

import org.jspecify.annotations.NullMarked;
