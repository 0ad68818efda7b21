package io.fromline.mail.submission;

/** The replies that never change, by what they mean. */
final class Answers {

    static final Answer OK = Answer.of(250, "2.0.0", "Ok");
    static final Answer GOODBYE = Answer.of(221, "2.0.0", "Bye");
    static final Answer GO_AHEAD = Answer.of(354, "", "End the message with a line that holds only a dot");
    static final Answer TLS_NOW = Answer.of(220, "2.0.0", "Ready to start TLS");
    static final Answer LOGGED_IN = Answer.of(235, "2.7.0", "Logged in");

    static final Answer NO_SUCH_COMMAND = Answer.of(500, "5.5.2", "Command not recognized");
    static final Answer NOT_A_LINE =
            Answer.of(500, "5.5.2", "A line ends with CR LF and holds no other control characters");
    static final Answer LINE_TOO_LONG = Answer.of(500, "5.5.2", "Line too long");
    static final Answer SYNTAX = Answer.of(501, "5.5.4", "Syntax error in the command's parameters");
    static final Answer BAD_ADDRESS = Answer.of(553, "5.1.3", "Not an address that mail can be sent to");
    static final Answer BAD_SENDER = Answer.of(553, "5.1.7", "Not an address");
    static final Answer NEEDS_SMTPUTF8 = Answer.of(553, "5.6.7", "An address beyond ASCII needs SMTPUTF8");
    static final Answer NO_SUCH_PARAMETER = Answer.of(555, "5.5.4", "Parameter not recognized");
    static final Answer NOT_NOW = Answer.of(503, "5.5.1", "Bad sequence of commands");
    static final Answer EHLO_FIRST = Answer.of(503, "5.5.1", "Say EHLO first");
    static final Answer TLS_FIRST = Answer.of(530, "5.7.0", "Say STARTTLS first");
    static final Answer LOG_IN_FIRST = Answer.of(530, "5.7.0", "Log in first");
    static final Answer LOG_IN_NEEDS_TLS = Answer.of(538, "5.7.11", "Log-in needs TLS: say STARTTLS first");
    static final Answer NO_SUCH_MECHANISM = Answer.of(504, "5.5.4", "Log in by PLAIN or LOGIN");
    static final Answer LOG_IN_CANCELLED = Answer.of(501, "5.7.0", "Log-in cancelled");
    static final Answer NO_LOG_IN_NOW = Answer.of(454, "4.7.0", "Log-in is not possible now; try again later");
    static final Answer NOT_BASE64 = Answer.of(501, "5.5.2", "Not base64 as this mechanism wants it");
    static final Answer NOT_VERIFIED = Answer.of(252, "2.5.0", "Mailboxes are not verified here; send the message");
    static final Answer NO_RECIPIENTS = Answer.of(503, "5.5.1", "No recipients");
    static final Answer TOO_MANY_RECIPIENTS =
            Answer.of(452, "4.5.3", "Too many recipients; send the message to the others separately");
    static final Answer BAD_CHUNK = Answer.of(501, "5.5.4", "Not a chunk that can be read; closing");

    static final Answer BARE_LINE_END =
            Answer.of(554, "5.6.11", "Bare CR or LF in the message; every line must end with CR LF");
    static final Answer NUL = Answer.of(554, "5.6.0", "NUL in the message");
    static final Answer LONG_LINE =
            Answer.of(554, "5.6.0", "A line of the message is longer than 998 octets; encode it (RFC 5322, 2.1.1)");
    static final Answer TOO_LARGE = Answer.of(552, "5.3.4", "Message too large");
    static final Answer OVERFLOW = Answer.of(552, "5.3.4", "Message far too large; closing");
    static final Answer NO_MEMORY = Answer.of(452, "4.3.1", "Too much mail at once; try again later");

    static final Answer TOO_SLOW = Answer.of(421, "4.4.2", "Timed out");
    static final Answer LEAVING = Answer.of(421, "4.3.2", "Shutting down; try again later");
    static final Answer TOO_MANY_ERRORS = Answer.of(421, "4.7.0", "Too many errors");
    static final Answer TOO_MANY_MESSAGES = Answer.of(421, "4.7.0", "Enough messages on one connection; open another");
    static final Answer TOO_MANY_CONNECTIONS = Answer.of(421, "4.7.0", "Too many connections; try again later");
    static final Answer ENDLESS_LINE = Answer.of(421, "4.7.0", "Line without end");
    static final Answer NOT_HTTP = Answer.of(421, "4.7.0", "This is not a web server");
    static final Answer TROUBLE = Answer.of(451, "4.3.0", "Trouble on this side; try again later");

    private Answers() {}

    /** Whether the connection ends with this reply, because what follows could not be told from commands. */
    static boolean last(Answer answer) {
        return answer.leaves() || answer.equals(BAD_CHUNK) || answer.equals(OVERFLOW) || answer.equals(GOODBYE);
    }
}
