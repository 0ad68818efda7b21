/** Whether mail is from whom it says: SPF, DKIM and DMARC; knows no tenants. */
@NullMarked
package io.fromline.feedback.authenticity;

import org.jspecify.annotations.NullMarked;
