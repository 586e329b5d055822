namespace Doorstep.Host.Tests.Documentation;

public sealed class PrintedTests
{
    [Theory]
    [InlineData("json", """{"a":1,"at":"2026-11-24T08:15:49.974+00:00"}""", """{"at":"2031-01-01T00:00:00+00:00","a":1}""")]
    [InlineData("json", """{"a":1,"…":"…"}""", """{"a":1,"b":2}""")]
    [InlineData("json", """[1,"…"]""", "[1,2,3]")]
    [InlineData("json", """{"a":1}""", """{"a":1,"b":null}""")]
    [InlineData("text", "Data     /srv/doorstep/data\n…\nready in 3.2 s", "Data /tmp/x\nmore\nmore\nready in 17 s\n")]
    public void What_may_differ_is_not_a_difference(string language, string printed, string came) => Printed.Difference(new Block(language, printed, 1), came).ShouldBeNull();

    [Theory]
    [InlineData("json", """{"a":1}""", """{"a":2}""")]
    [InlineData("json", """{"a":1}""", """{"a":1,"b":2}""")]
    [InlineData("json", """{"a":1,"b":2,"…":"…"}""", """{"a":1}""")]
    [InlineData("json", "[1,2]", "[1]")]
    [InlineData("json", """{"a":1}""", """{"a":null}""")]
    [InlineData("json", """[1,2,"…"]""", "[1]")]
    [InlineData("json", """{"a":1}""", "curl: (7) Failed to connect")]
    [InlineData("json", """{"at":"2026-11-24T08:15:49.974+00:00"}""", """{"at":"soon"}""")]
    [InlineData("text", "one\ntwo", "one")]
    [InlineData("text", "one", "one\ntwo")]
    [InlineData("text", "one\n…\nthree", "one\ntwo")]
    public void A_page_that_says_something_else_is_noticed(string language, string printed, string came) => Printed.Difference(new Block(language, printed, 1), came).ShouldNotBeNull();

    [Fact]
    public void The_block_right_after_a_command_is_its_output()
    {
        var blocks = Page.Blocks("a\n```bash\nls\n```\nb\n```json\n{}\n```\n```bash\npwd\n```\n").ToArray();

        blocks.Select(block => (block.Language, block.Text, block.Line)).ShouldBe([("bash", "ls", 2), ("json", "{}", 6), ("bash", "pwd", 9)]);
        Should.Throw<FormatException>(() => Page.Blocks("```bash\nls").ToArray());
    }
}
