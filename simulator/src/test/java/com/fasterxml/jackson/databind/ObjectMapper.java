package com.fasterxml.jackson.databind;

/// Stands for Jackson 2, which the build bans from the class path, so that the rule against it has something to bite.
public final class ObjectMapper {}
