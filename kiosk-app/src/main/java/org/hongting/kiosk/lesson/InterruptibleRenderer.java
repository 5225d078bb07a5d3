package org.hongting.kiosk.lesson;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.apache.pdfbox.contentstream.operator.Operator;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.rendering.PageDrawer;
import org.apache.pdfbox.rendering.PageDrawerParameters;

/// Stops drawing at the next step of a page once its thread is interrupted. A single step that takes for ever, like a
/// picture that was packed to that end, it cannot stop.
final class InterruptibleRenderer extends PDFRenderer {
    InterruptibleRenderer(PDDocument document) {
        super(document);
    }

    @Override
    protected PageDrawer createPageDrawer(PageDrawerParameters parameters) throws IOException {
        PageDrawer drawer = new PageDrawer(parameters) {
            @Override
            protected void processOperator(Operator operator, List<COSBase> operands) throws IOException {
                if (Thread.currentThread().isInterrupted()) {
                    throw new CancellationException("nobody waits for this page any more");
                }
                super.processOperator(operator, operands);
            }
        };
        drawer.setAnnotationFilter(getAnnotationsFilter());
        return drawer;
    }
}
