package io.plumewatch.enforcement.access;

/** What a token may do. */
public enum Role {
    CREW,
    OFFICER,
    POLICE,
    TRANSPORT,
    STATION,
    ADMIN
}
