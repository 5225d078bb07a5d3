/// Tells people outside of the console of alerts: by webhook and by mail. What is to be told waits in the database.
@NullMarked
package org.hongting.central.notice;

import org.jspecify.annotations.NullMarked;
