/// Somebody in charge opens a group that studies before this screen, says who is there, and ends it.
@NullMarked
package org.hongting.kiosk.screen.group;

import org.jspecify.annotations.NullMarked;
