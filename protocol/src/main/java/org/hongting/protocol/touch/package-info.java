/// What is typed at a kiosk instead of shown: student number, search words and PIN, and the forms in which a kiosk may
/// know them.
@NullMarked
package org.hongting.protocol.touch;

import org.jspecify.annotations.NullMarked;
