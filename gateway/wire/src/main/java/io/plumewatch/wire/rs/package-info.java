/**
 * Remote-sensing units: the JSON that they publish over MQTT, as records and back.
 *
 * <p>Every measured quantity may be absent, never a made-up zero; small negative concentrations are noise and stay.
 */
@NullMarked
package io.plumewatch.wire.rs;

import org.jspecify.annotations.NullMarked;
