/**
 * What operators ask of devices, without saying which protocol carries it.
 *
 * <p>The gateway's HTTP takes orders and shows their tickets; a protocol that can carry them implements
 * {@link io.plumewatch.gateway.command.StationCommands}. Tickets live in memory and as long as this process.
 */
@NullMarked
package io.plumewatch.gateway.command;

import org.jspecify.annotations.NullMarked;
