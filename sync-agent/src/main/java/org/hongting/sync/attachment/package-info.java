/// Attachments on their way to the centre: kept in the terminal's file in the transaction of the fact that names them,
/// and sent in parts that go on where the centre's bytes end.
@NullMarked
package org.hongting.sync.attachment;

import org.jspecify.annotations.NullMarked;
