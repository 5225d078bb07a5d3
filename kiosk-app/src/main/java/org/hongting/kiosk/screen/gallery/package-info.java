/// Every screen in every state, drawn to pictures: for review, for the documents, and for the test that looks at
/// them.
@NullMarked
package org.hongting.kiosk.screen.gallery;

import org.jspecify.annotations.NullMarked;
