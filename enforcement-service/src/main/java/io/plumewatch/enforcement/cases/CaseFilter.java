package io.plumewatch.enforcement.cases;

/** What a list of cases is narrowed to; an empty text narrows nothing. */
record CaseFilter(String state, String lock, String referral, String after) {}
