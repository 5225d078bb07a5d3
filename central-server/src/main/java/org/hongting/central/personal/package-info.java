/// What members see of themselves: at kiosks, on their phones and on paper. Nothing here is a source: learning time
/// comes from the ledger, meetings from attendance, quizzes from whoever marks them.
@NullMarked
package org.hongting.central.personal;

import org.jspecify.annotations.NullMarked;
