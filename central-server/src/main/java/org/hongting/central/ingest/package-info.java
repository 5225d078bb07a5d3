/// What terminals say becomes what the centre holds: hellos, batches, watermarks, quarantine.
@NullMarked
package org.hongting.central.ingest;

import org.jspecify.annotations.NullMarked;
