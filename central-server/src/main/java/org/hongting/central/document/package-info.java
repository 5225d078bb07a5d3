/// What flows down: versioned documents, and who is sent which part of them.
@NullMarked
package org.hongting.central.document;

import org.jspecify.annotations.NullMarked;
