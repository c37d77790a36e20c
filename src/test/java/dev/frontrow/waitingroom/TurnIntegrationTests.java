package dev.frontrow.waitingroom;

import static org.assertj.core.api.Assertions.assertThat;

import dev.frontrow.TestServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.script.DefaultRedisScript;
import org.springframework.data.redis.core.script.RedisScript;

/** W15: Redis draws as every instance does. */
class TurnIntegrationTests {

    private static final String TABLE = "{turn-test}";
    private static final int NUMBERS = 100;

    private final StringRedisTemplate redis = TestServer.shared().bean(StringRedisTemplate.class);

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 256, 257, 65_537, 1_000_000, 10_000_000})
    void theScriptComputesTheRank(int participants) throws IOException {
        var order = DrawTests.draw(participants).among(participants);
        redis.opsForValue().set(TABLE, order.table());
        long[] numbers = new Random(15).longs(NUMBERS, 1, participants + 2L).toArray();

        List<?> turns = redis.execute(
                turns(),
                List.of(TABLE),
                Long.toString(participants),
                String.join(" ", Arrays.stream(numbers).mapToObj(Long::toString).toList()));

        assertThat(turns).hasSize(NUMBERS);
        for (int i = 0; i < NUMBERS; i++) {
            assertThat(turns.get(i)).isEqualTo(order.rank(numbers[i]));
        }
    }

    @SuppressWarnings("rawtypes") // what a script's type is given as
    private static RedisScript<List> turns() throws IOException {
        var turn = new ClassPathResource("redis/waitingroom/turn.lua").getContentAsString(StandardCharsets.UTF_8);
        return new DefaultRedisScript<>(turn + """
                local turns = {}
                for number in string.gmatch(ARGV[2], '%d+') do
                    turns[#turns + 1] = turn_of(tonumber(number), tonumber(ARGV[1]), KEYS[1])
                end
                return turns""", List.class);
    }
}
