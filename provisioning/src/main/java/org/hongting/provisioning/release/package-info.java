/// How a release comes to run at a terminal: fetched and verified beside everything else, put beside the version that
/// runs, switched to at a start, tried, and kept or given up for the version before.
///
/// Two parts that do not trust each other: the kiosk, which fetches and says when, and a small program of the machine's
/// administrator, which verifies everything once more and is the only one that can write what is run.
@NullMarked
package org.hongting.provisioning.release;

import org.jspecify.annotations.NullMarked;
