package org.hongting.central.course.build;

import java.io.Serial;
import java.util.List;
import java.util.stream.Collectors;

/// A folder of which no course can be made. All that is wrong is named at once.
public final class UnfitCourse extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    private final transient List<Remark> problems;

    UnfitCourse(List<Remark> problems) {
        super(problems.stream().map(Remark::toString).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    public List<Remark> problems() {
        return problems;
    }
}
