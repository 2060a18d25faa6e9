/**
 * Check-point instruments: finished tests as evidence, and what weather stations and air sensors show.
 *
 * <p>A test is known by instrument and test number. The gateway may log it twice, for it logs again what it does not
 * know to be logged; the copy changes nothing. Another test under a used number is kept in quarantine, never here.
 * Sensors' readings stay for some weeks ({@code plumewatch.sensors.keep-days}); tests stay.
 */
@NullMarked
package io.plumewatch.enforcement.facts.instrument;

import org.jspecify.annotations.NullMarked;
