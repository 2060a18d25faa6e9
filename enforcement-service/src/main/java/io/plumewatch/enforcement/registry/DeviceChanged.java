package io.plumewatch.enforcement.registry;

/** A device's or its site's standing changed (verification, state, publication); published in that transaction. */
public record DeviceChanged(String deviceNo) {}
