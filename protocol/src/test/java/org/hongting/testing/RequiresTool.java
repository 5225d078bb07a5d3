package org.hongting.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/// The test needs commands that come from Debian packages. Where one is missing the test is skipped with a line that
/// names it; under `CI=true` a missing command is a failure, because CI must not pass by skipping.
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(RequiresToolCondition.class)
public @interface RequiresTool {
    /// Names of commands looked up on `PATH` and in `/usr/sbin`.
    String[] value();
}
