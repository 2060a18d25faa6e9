/**
 * How settings refuse a wrong value.
 *
 * <p>Each part of the gateway has its own record of settings beside its code, checked in the constructor: a wrong
 * value stops the start and names its key. Nothing here knows any particular setting.
 */
@NullMarked
package io.plumewatch.gateway.settings;

import org.jspecify.annotations.NullMarked;
