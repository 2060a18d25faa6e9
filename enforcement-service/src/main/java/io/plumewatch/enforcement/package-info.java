/** The enforcement-service: a modular monolith, one top-level package a module. */
@NullMarked
package io.plumewatch.enforcement;

import org.jspecify.annotations.NullMarked;
