package org.hongting.simulator.architecture.planted.kiosk.screen;

import org.apache.pdfbox.pdmodel.PDDocument;

/// Breaks: PDFBox only where files of lessons are read.
public final class ScreenKnowsPdf {
    public Class<?> forbidden() {
        return PDDocument.class;
    }
}
