/**
 * Instruments of a check point, weather stations and air sensors, which the gateway polls.
 *
 * <h2>How to connect one</h2>
 *
 * Register it ({@code POST /api/v1/devices} of the service, kind {@code INSTRUMENT}; an air sensor may be an
 * {@code AIR_STATION}) and name it in the file that {@code PLUMEWATCH_INSTRUMENTS} points to:
 *
 * <pre>{@code
 * {"lines": [
 *   {"name": "roof",  "transport": {"type": "modbusTcp", "host": "10.1.2.3", "port": 502},
 *    "instruments": [{"deviceNo": "WEATHER-1", "model": "renke-weather@1", "unitId": 1,
 *                     "overrides": {"points": {"noiseDb": null, "rainMm": {"scale": 0.2}}}}]},
 *   {"name": "mast",  "transport": {"type": "rtuOverTcp", "host": "10.1.2.4", "port": 4001},
 *    "instruments": [{"deviceNo": "WIND-1", "model": "xm8189b-wind@1", "unitId": 2},
 *                    {"deviceNo": "DUST-1", "model": "sds069-dust@1", "unitId": 3}]},
 *   {"name": "lane1", "transport": {"type": "rawTcp", "host": "10.1.2.5", "port": 4002},
 *    "instruments": [{"deviceNo": "SMOKE-1", "model": "mqy-200@1"}]},
 *   {"name": "lane2", "transport": {"type": "serial", "device": "/dev/ttyUSB0", "baud": 9600, "parity": "NONE"},
 *    "instruments": [{"deviceNo": "GAS-1", "model": "mqw-50a@1"}]}]}
 * }</pre>
 *
 * <p>{@code modbusTcp} is Modbus with the TCP header, {@code rtuOverTcp} Modbus RTU behind a serial server, {@code rawTcp} a
 * maker's protocol behind one (one instrument a line, it has no address), {@code serial} either on a port of this machine.
 * A line has one connection; instruments on the same port belong on the same line. The file is read again when it changes;
 * lines that stay the same keep their connection. A broken file changes nothing: the log says which key is wrong and what
 * was expected, {@code plumewatch_events_total{event="file_refused"}} counts it, and the component {@code instruments} of
 * the health is {@code FILE_REFUSED}. That keeps no other protocol from working and is no part of the readiness.
 *
 * <h2>Models</h2>
 *
 * A model is a JSON file {@code name@version.json}, shipped in {@code io.plumewatch.wire.instrument} or put into the
 * directory {@code PLUMEWATCH_INSTRUMENT_MAPS}, which comes first. One with {@code points} is a register map, one with
 * {@code requests} a maker's protocol. A map, shortened:
 *
 * <pre>{@code
 * {"name": "shed-weather", "version": 1, "vendor": "…", "model": "…", "confidence": "LOW", "notes": ["…"],
 *  "addressBase": 0, "defaultOrder": "ABCD", "pollMs": 5000, "timeoutMs": 500, "retries": 1, "gapMs": 50,
 *  "maxRegistersPerRead": 16, "maxGap": 0,
 *  "state": {"frozenAfterMs": 1800000, "atLimitAfterMs": 600000, "jumps": 3},
 *  "points": [{"key": "temperatureC", "fc": 3, "address": 505, "type": "int16", "scale": 0.1, "unit": "℃",
 *              "min": -40, "max": 80, "rateMax": 2, "varies": true, "deadband": 0.5, "reportMs": 60000}]}
 * }</pre>
 *
 * <p>{@code overrides} of an instrument have the keys of its model's file; {@code points} there is an object by point
 * key whose fields replace those of the point, and {@code null} leaves a point out. Stations answer 0 for an element
 * that is not fitted. Where 0 cannot be a value ({@code zeroMeansAbsent}: noise, humidity, pressure, dust) it shows as
 * absent; rain, light and radiation are often really 0, so leave those that are not fitted out ({@code "rainMm":
 * null}). No public maps of opacimeters and gas benches exist: try each file against the real instrument first.
 *
 * <h2>What is asked and what is logged</h2>
 *
 * Each instrument is asked on its own beat, one question at a time on a line, without a thread for each line: one that hangs
 * delays no other line. What it shows becomes a {@code SENSOR} entry every 60 s, or sooner when its state changes or a value
 * leaves its deadband. A finished test becomes exactly one {@code INSTRUMENT} entry for its number, with every byte that was
 * asked and answered. It is on the disk ({@code PLUMEWATCH_INSTRUMENT_SPOOL}) before it goes to the log, so it survives an
 * outage of the log and the end of the process; killed between the log's answer and the note of it, the gateway writes the
 * same key once more, which the service takes for the same test. A test that a restart cuts through is none, and must be
 * driven again; so must one during which the instrument fell silent. Trust is ENROLLED: the address is configured.
 *
 * <h2>What is refused, and states</h2>
 *
 * On any time-out, half or wrong answer the connection is closed, since what still comes would be taken for the answer to
 * the next question; a new connection to a serial server must first be quiet for a moment. Wrong bytes go to the quarantine
 * ({@code BCC_MISMATCH}, {@code CRC_MISMATCH}, {@code WRONG_ANSWER}, {@code NOT_A_FRAME}, {@code HALF_FRAME}), refusals too
 * ({@code REFUSED_BY_DEVICE}: the byte 15, a Modbus exception). After each failure the pause doubles up to a minute.
 *
 * <p>{@code GET :8081/api/v1/instruments} shows each instrument as WAITING (not asked yet), OK, WARMUP, BUSY (zeroes, checks
 * for leaks, is calibrated), FAULT, FROZEN (the same bytes for longer than can be), LYING (values that cannot be), REFUSING,
 * GARBLED (bytes that are no answers), DISCONNECTED, UNREGISTERED or SUSPENDED; the last two are not asked at all.
 * {@code GET :8081/api/v1/devices} shows each with the share of polls that were answered (completeness) and without a clock
 * drift: whoever is polled tells no time. {@code plumewatch_polls_total} counts polls by line and outcome. Bounds:
 * {@link io.plumewatch.gateway.instrument.InstrumentSettings}.
 */
@NullMarked
package io.plumewatch.gateway.instrument;

import org.jspecify.annotations.NullMarked;
