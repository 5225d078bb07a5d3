/// What drives the ingest core: the thread that gathers messages and has them committed in groups. The core itself
/// knows no thread and no clock.
@NullMarked
package org.hongting.central.ingest.worker;

import org.jspecify.annotations.NullMarked;
