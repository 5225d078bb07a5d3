package org.hongting.central.publishing;

import java.util.List;
import org.hongting.protocol.document.DocumentEntry;
import org.hongting.protocol.document.DocumentName;

/// Where finished documents go. Replacing a document by equal content changes nothing.
@FunctionalInterface
public interface DocumentTarget {
    void replace(DocumentName name, List<DocumentEntry> entries);
}
