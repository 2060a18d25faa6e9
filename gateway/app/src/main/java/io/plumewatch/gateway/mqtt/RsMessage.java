package io.plumewatch.gateway.mqtt;

import java.time.Instant;

/** One message of a unit, as the broker handed it over. */
record RsMessage(RsTopic topic, byte[] payload, Instant receivedAt) {}
