/** Remote-sensing units against the whole gateway. */
@NullMarked
package io.plumewatch.gateway.mqtt;

import org.jspecify.annotations.NullMarked;
