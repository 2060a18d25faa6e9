/**
 * How both programs open their doors: their HTTP servers over TLS ({@link io.plumewatch.doors.HttpTls}), soon
 * ({@link io.plumewatch.doors.BuiltBeans}), and so that no stranger may hold a thread or the last connection by being slow.
 *
 * <p>Tomcat bounds each read but not their sum, waits for the rest of a body that it has refused, and counts connections in
 * all but not by address. So here: {@link io.plumewatch.doors.UnreadBodies} waits for no rest,
 * {@link io.plumewatch.doors.TimedInput} gives a body a deadline, {@link io.plumewatch.doors.GuardedProcessor} the headers,
 * and {@link io.plumewatch.doors.GuardedEndpoint} counts by address. {@link io.plumewatch.doors.DoorSettings} holds the
 * bounds. How many requests may be under way, each program decides by {@link io.plumewatch.doors.Permits}.
 *
 * <p>What waits here holds no thread but in one place: a read of a body. So bodies of strangers are refused before that, or
 * counted.
 */
@NullMarked
package io.plumewatch.doors;

import org.jspecify.annotations.NullMarked;
