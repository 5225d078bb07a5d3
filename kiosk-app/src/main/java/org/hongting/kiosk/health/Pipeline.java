package org.hongting.kiosk.health;

import java.util.Locale;

/// What JavaFX draws with. The toolkit has no public word for it, and a terminal that draws in software by mistake is
/// slow with no other sign.
public final class Pipeline {
    private static final String UNKNOWN = "unknown";

    private Pipeline() {}

    /// `es2`, `sw` or what else it is; `unknown` before the first window and where the toolkit does not tell.
    public static String word() {
        try {
            Object pipeline = Class.forName("com.sun.prism.GraphicsPipeline")
                    .getMethod("getPipeline")
                    .invoke(null);
            return pipeline == null ? UNKNOWN : wordOf(pipeline.getClass().getSimpleName());
        } catch (ReflectiveOperationException | LinkageError | SecurityException e) {
            return UNKNOWN;
        }
    }

    static String wordOf(String className) {
        String word = className.replace("Pipeline", "").toLowerCase(Locale.ROOT);
        return word.matches("[a-z0-9]{1,16}") ? word : UNKNOWN;
    }
}
