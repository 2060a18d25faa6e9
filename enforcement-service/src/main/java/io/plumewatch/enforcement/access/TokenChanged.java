package io.plumewatch.enforcement.access;

/** A token was made or revoked; published in the transaction of the change. */
public record TokenChanged(String sha256) {}
