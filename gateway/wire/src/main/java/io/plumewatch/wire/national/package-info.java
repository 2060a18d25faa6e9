/**
 * The national record of vehicle remote sensing: JSON objects with the pinyin initials of the field names (JLBH, HPHM,
 * BTGDJG), and their translation into what {@link io.plumewatch.wire.rs} knows.
 *
 * <p>The fields are the same everywhere; what the codes in them mean differs from maker to maker, and is data: a
 * {@link io.plumewatch.wire.national.CodeMap}, JSON named {@code name@version}. A version that has been used is never
 * changed, so that a record can be translated again years later and comes to the same.
 *
 * <p>Units are those of the record and are converted exactly: HCCO2 and NOCO2 are ppm per %, so a ratio is a
 * ten-thousandth of them. What is absent stays absent. The unit's own verdict is kept beside ours, never instead of it.
 */
@NullMarked
package io.plumewatch.wire.national;

import org.jspecify.annotations.NullMarked;
