/// What a person shows and what the kiosk answers with. A reader owns its hardware; nothing here knows who a
/// member is.
@NullMarked
package org.hongting.device;

import org.jspecify.annotations.NullMarked;
