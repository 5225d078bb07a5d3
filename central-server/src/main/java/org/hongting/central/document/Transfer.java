package org.hongting.central.document;

import java.util.List;
import org.hongting.protocol.document.DocumentEntry;
import org.hongting.protocol.document.HeldDocument;
import org.jspecify.annotations.Nullable;

/// What brings a terminal to the present state of a document.
///
/// @param base what the entries change; absent where they are everything
record Transfer(HeldDocument result, @Nullable HeldDocument base, List<DocumentEntry> entries) {}
