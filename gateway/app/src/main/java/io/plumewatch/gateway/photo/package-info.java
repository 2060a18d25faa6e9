/**
 * Photos, from MQTT and HTTP alike: checked against their digest, synced to the blob store, then noted in the log.
 *
 * <p>The order matters: a notice in the log promises that the bytes are there. The service reads and deletes them; the
 * gateway only writes.
 */
@NullMarked
package io.plumewatch.gateway.photo;

import org.jspecify.annotations.NullMarked;
