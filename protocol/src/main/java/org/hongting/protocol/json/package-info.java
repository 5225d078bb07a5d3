/// The one JSON reader and writer of the wire and the record, with its caps.
@NullMarked
package org.hongting.protocol.json;

import org.jspecify.annotations.NullMarked;
