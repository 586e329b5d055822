using System.Text;
using System.Text.Json;
using CsCheck;
using Doorstep.Workflows.Kernel;

namespace Doorstep.Workflows.Tests.Kernel;

public sealed class CanonicalJsonTests
{
    [Theory]
    [InlineData("""{ "b" : 1, "a" : [ 2, {"d":4,"c":3} ] }""", """{"a":[2,{"c":3,"d":4}],"b":1}""")]
    [InlineData("""{"B":1,"a":2,"A":3}""", """{"A":3,"B":1,"a":2}""")]
    [InlineData("""{"a":"\u0041\/"}""", """{"a":"A/"}""")]
    [InlineData("""[3,1,2]""", """[3,1,2]""")]
    [InlineData("""null""", """null""")]
    [InlineData("""1.50""", """1.50""")]
    public void The_canonical_form_is_known(string written, string canonical) => Text(Values.Parse(written)).ShouldBe(canonical);

    [Fact]
    public void Only_members_of_the_root_are_left_out() =>
        Encoding.UTF8.GetString(CanonicalJson.Write(Values.Parse("""{"key":1,"body":{"key":2}}"""), "key")).ShouldBe("""{"body":{"key":2}}""");

    [Fact]
    public void What_was_never_set_counts_as_null() => Text(default).ShouldBe("null");

    [Fact]
    public void The_order_of_members_white_space_and_escapes_do_not_show() =>
        Gen.Select(Gen.Select(Gen.String[Gen.Char["abAB张é\"\\/<"], 0, 3], Gen.String).Array[0, 6], Gen.Int).Sample((pairs, seed) =>
        {
            var members = pairs.DistinctBy(pair => pair.Item1).ToArray();
            var shuffled = members.ToArray();
            new Random(seed).Shuffle(shuffled);
            var (one, other) = (Compact(members), Values.Parse(Loose(shuffled)));
            return Text(one) == Text(other) && CanonicalJson.Hash(one).AsSpan().SequenceEqual(CanonicalJson.Hash(other));
        });

    [Fact]
    public void Another_content_has_another_hash() =>
        CanonicalJson.Hash(Values.Parse("""{"a":1}""")).ShouldNotBe(CanonicalJson.Hash(Values.Parse("""{"a":"1"}""")));

    private static string Text(JsonElement json) => Encoding.UTF8.GetString(CanonicalJson.Write(json));

    private static JsonElement Compact((string, string)[] members) => Values.FromObject(members.Select(pair => KeyValuePair.Create(pair.Item1, Values.Of(pair.Item2))));

    /// <summary>The same members with every letter escaped and white space wherever it may stand.</summary>
    private static string Loose((string Name, string Text)[] members) => $"\n{{ {string.Join(" ,\t", members.Select(member => $"{Escaped(member.Name)} :\r\n {Escaped(member.Text)}"))} }} ";

    private static string Escaped(string text)
    {
        // A lone surrogate is no text: the compact form replaces it, so this one does too.
        var whole = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
        return $"\"{string.Concat(whole.Select(letter => $"\\u{(int)letter:x4}"))}\"";
    }
}
