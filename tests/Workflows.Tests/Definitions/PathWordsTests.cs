using Doorstep.Workflows.Definitions;

namespace Doorstep.Workflows.Tests.Definitions;

public sealed class PathWordsTests
{
    private static readonly AuthoredDefinition Definition = DefinitionReader.Read(
        """
        {"variables":[{"name":"Tier"}],"root":{"type":"Elsa.StateMachine","states":[{"name":"New"},{"name":""}],
         "transitions":[{"name":"pay","from":"New","to":"Closed"},{"from":"New","to":"Gone"}]}}
        """, new List<DefinitionFault>())!;

    [Theory]
    [InlineData("transitions[0].trigger.eventName", "transition 'pay' (New → Closed), trigger, eventName", "转换“pay”（New → Closed），触发器，eventName")]
    [InlineData("transitions[1].to", "transition 'New→Gone' (New → Gone), target", "转换“New→Gone”（New → Gone），目标状态")]
    [InlineData("states[0].entry.activities[1].value", "state 'New', entry, step 2, value", "状态“New”，进入活动，第 2 步，value")]
    [InlineData("states[1].name", "state 2, name", "状态 2，名称")]
    [InlineData("variables[0].name", "variable 'Tier', name", "变量“Tier”，名称")]
    [InlineData("transitions[9].to", "transitions 10, target", "transitions 10，目标状态")]
    [InlineData("initialState", "initial state", "初始状态")]
    [InlineData("Contact/RemoteContact → Escalated", "Contact/RemoteContact → Escalated", "Contact/RemoteContact → Escalated")]
    [InlineData("visit: states[0]", "visit: states[0]", "visit: states[0]")]
    [InlineData("", "definition", "流程定义")]
    public void A_path_is_said_as_a_designer_would_say_it(string path, string english, string chinese) =>
        PathWords.Of(Definition, path).ShouldBe(new Words(english, chinese));

    [Fact]
    public void A_path_into_what_could_not_be_read_is_still_said() => PathWords.Of(null, "states[0].name").En.ShouldBe("states 1, name");
}
