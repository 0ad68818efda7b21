package io.fromline.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

class WordsTest {

    private static final Map<String, Map<String, String>> WORDS =
            Map.of("day", Map.of("en", "days?|daily", "pl", "dziennie"));

    @Test
    void a_name_stands_for_its_words_in_every_language() {
        var pattern = read("limit .{0,9}{day}");
        assertThat(pattern.matcher("the limit of a day").find()).isTrue();
        assertThat(pattern.matcher("limit 500 dziennie").find()).isTrue();
    }

    @Test
    void words_are_whole() {
        assertThat(read("{day}").matcher("dayton's yesterdays").find()).isFalse();
    }

    @Test
    void a_number_in_braces_stays_a_count() {
        assertThat(read("^a{2}$").matcher("aa").find()).isTrue();
    }

    @Test
    void a_name_that_is_not_there_is_a_mistake() {
        assertThatThrownBy(() -> read("{week}")).hasMessageContaining("no words for {week}");
    }

    private static Pattern read(String pattern) {
        var module = new SimpleModule().addDeserializer(Pattern.class, new Words(WORDS));
        return JsonMapper.builder().addModule(module).build().convertValue(pattern, Pattern.class);
    }
}
