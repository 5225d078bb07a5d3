package org.hongting.kiosk.ui;

/// How the toolkit paints.
public final class Painting {
    private static final String NO_COPIES = "prism.disableRegionCaching";

    private Painting() {}

    /// Fills plain areas where they stand. Left to itself, the toolkit keeps a small copy of each and stretches
    /// it: a gain for gradients on a graphics card, of which our screens have none. Painted by the processor,
    /// stretching a page's background takes longer than everything else on the page. To be called before the
    /// toolkit starts; what was set at the start of the machine stays.
    public static void fillDirectly() {
        if (System.getProperty(NO_COPIES) == null) {
            System.setProperty(NO_COPIES, "true");
        }
    }
}
