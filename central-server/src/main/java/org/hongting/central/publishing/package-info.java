/// Keeps the documents that flow down equal to the tables they are made from: whoever changes a table marks the
/// document in the same transaction, and a mark survives everything until the document was replaced.
@NullMarked
package org.hongting.central.publishing;

import org.jspecify.annotations.NullMarked;
