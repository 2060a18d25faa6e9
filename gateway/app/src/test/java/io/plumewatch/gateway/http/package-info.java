/** The gateway over HTTP, from outside. */
@NullMarked
package io.plumewatch.gateway.http;

import org.jspecify.annotations.NullMarked;
