package com.fasterxml.jackson.databind;

/// Stands for Jackson 2, which the build bans from the class path, so that the rule against it has something to bite.
/// Its name is none of Jackson's: a server started on this class path must not believe that Jackson 2 is here.
public final class PlantedMapper {}
