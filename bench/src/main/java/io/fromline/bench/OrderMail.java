package io.fromline.bench;

import java.util.Base64;
import java.util.Random;

/**
 * What a shop writes about an order: a page of the things that were bought and, where a message is to be larger than such pages are, an
 * invoice whose octets are compressed already. Always the same octets for the same size.
 */
final class OrderMail {

    private static final int LARGEST_PAGE = 10 << 10;

    /** A line of base64 (RFC 2045 §6.8), with its line end. */
    private static final int LINE = 78;

    private static final Base64.Encoder BASE64 = Base64.getMimeEncoder();

    private static final String HEADER = """
            From: Bench <bench@platform.example>
            To: customer@buyers.example
            Subject: Your order
            MIME-Version: 1.0
            """;

    private OrderMail() {}

    /** A message (RFC 5322) of about so many octets. */
    static String message(int bytes) {
        var page = "Content-Type: text/html; charset=utf-8\n\n" + page(Math.min(bytes, LARGEST_PAGE) - HEADER.length());
        var message = bytes <= LARGEST_PAGE
                ? HEADER + page
                : HEADER + """
                Content-Type: multipart/mixed; boundary=part

                --part
                %s
                --part
                Content-Type: application/pdf
                Content-Disposition: attachment; filename=invoice.pdf
                Content-Transfer-Encoding: base64

                %s
                --part--
                """.formatted(page, BASE64.encodeToString(invoice(bytes)));
        return message.replace("\r\n", "\n").replace("\n", "\r\n");
    }

    /** The same as the JSON object's members of a submission. */
    static String members(int bytes) {
        var page = "\"html\":\""
                + page(Math.min(bytes, LARGEST_PAGE)).replace("\"", "\\\"").replace("\n", "\\n") + '"';
        return bytes <= LARGEST_PAGE
                ? page
                : page + ",\"attachments\":[{\"name\":\"invoice.pdf\",\"type\":\"application/pdf\",\"content\":\""
                        + Base64.getEncoder().encodeToString(invoice(bytes)) + "\"}]";
    }

    private static String page(int bytes) {
        var random = new Random(7);
        var page = new StringBuilder(bytes + 200);
        while (page.length() < bytes) {
            page.append("<tr><td class=\"item\" style=\"padding:4px 8px;font-family:Arial,sans-serif\">");
            for (int word = 0; word < 8; word++) {
                page.append(Integer.toString(1_000_000 + 7_919 * random.nextInt(2_000), 26))
                        .append(' ');
            }
            page.append("</td><td align=\"right\">")
                    .append(random.nextInt(90_000) / 100.0)
                    .append(" EUR</td></tr>\n");
        }
        return page.toString();
    }

    private static byte[] invoice(int bytes) {
        var invoice = new byte[(bytes - LARGEST_PAGE) / LINE * 57];
        new Random(7).nextBytes(invoice);
        return invoice;
    }
}
