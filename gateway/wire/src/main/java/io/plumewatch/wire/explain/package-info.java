/**
 * Says in words and JSON what bytes mean, for the person who has a frame and a question.
 *
 * <p>The protocol is found from the input itself. What is explained is the operator's own input and is
 * shown as it is, but for the passwords and keys of air stations: a table is easily passed on. {@code problems} holds what makes the input unreadable; everything else that is odd is a warning.
 */
@NullMarked
package io.plumewatch.wire.explain;

import org.jspecify.annotations.NullMarked;
