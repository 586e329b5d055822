using System.Collections.Immutable;
using System.Text.Json;
using Doorstep.Workflows.Definitions;
using Doorstep.Workflows.Kernel;

namespace Doorstep.Workflows.Activities;

/// <summary><c>Doorstep.PlanAct</c>: plans something that would leave the house. The guards decide on it when its time comes (domain.md b.1 rule 2). With a preset it is one kind of act
/// under a name of its own, with what that kind needs and nothing else.</summary>
internal sealed class PlanActActivity : SlotActivityType
{
    private static readonly (string Name, ImmutableArray<string> Known)[] Words =
        [("Kind", ActWords.Kinds), ("Purpose", ActWords.Purposes), ("Recipient", ActWords.Recipients), ("Place", ActWords.Places)];

    private static readonly string[] Texts = ["Template", "To", "AuthorisationId", "Agency", "RequestedBy"];
    private static readonly string[] Flags = ["DisclosesDebt", "ProvesIdentityFirst", "EntersDwelling", "IsSpecialist", "NowOrNever"];
    private static readonly string[] Lists = ["Team", "Fields"];
    private const string OnlyHere = nameof(OnlyHere);
    private const string After = nameof(After);

    /// <summary>Longest wait before an act comes up. Rules, wishes and addresses of a later time are for a later plan.</summary>
    private static readonly TimeSpan AfterMax = TimeSpan.FromDays(366);

    private static readonly ActivityDescriptor Whole = new()
    {
        TypeName = "Doorstep.PlanAct", Category = ActivityCategory.Contact, IsOutbound = true,
        DisplayName = new("Plan act", "计划行动"),
        Description = new(
            "Plans a call, a message, a visit or a referral. The guards decide on it at the moment of the act; what they refuse is tried at the next lawful moment or dropped.",
            "计划一次通话、消息、上门或移交。执行前由各项守则判定；被拒绝的行动改到下一个合规时刻，否则取消。"),
        Inputs =
        [
            new("Kind", "String", new("Kind", "类型"), "dropdown") { IsRequired = true, Options = ActWords.Kinds },
            new("Purpose", "String", new("Purpose", "目的"), "dropdown") { Default = "DEMAND", Options = ActWords.Purposes, Note = new("Holds and guards ask it: what asks for money is kept back where what helps is not.", "各项冻结与守则据此判定：催收类会被拦下，服务类则不会。") },
            new("Template", "String", new("Template", "模板"), "dropdown") { IsText = true, OptionsFrom = OptionSource.Templates, Note = new("The class of the words; language and form follow the customer.", "文字的类别；语言与形式依客户而定。") },
            new("Recipient", "String", new("Recipient", "接收人"), "dropdown") { Default = "CUSTOMER", Options = ActWords.Recipients },
            new("To", "String", new("Number or address", "号码或地址")) { Note = new("Left out, the customer's own verified one is taken.", "留空则使用客户本人已核实的联系方式。") },
            new("DisclosesDebt", "Boolean", new("Says something of the debt", "涉及债务信息"), "checkbox") { Default = "True", Note = new("Then nobody but the customer may hear it (G3).", "若涉及，则仅可告知客户本人（G3）。") },
            new("ProvesIdentityFirst", "Boolean", new("Proves identity first", "先核实身份"), "checkbox") { Default = "True" },
            new("Fields", "Object", new("Data it carries", "携带的数据")) { Note = new("Names of the data, with commas between them; only what the purpose needs goes out (G14).", "数据项名称，以逗号分隔；仅可携带目的所必需的数据（G14）。") },
            new("Place", "String", new("Place of a visit", "上门地点"), "dropdown") { Options = ActWords.Places },
            new("EntersDwelling", "Boolean", new("Goes inside", "进入住所"), "checkbox") { Default = "False" },
            new("Team", "Object", new("Agents of a visit", "上门人员")) { Note = new("Tokens of two agents or more (G8).", "两名以上人员的标识（G8）。") },
            new("IsSpecialist", "Boolean", new("Team for vulnerable customers", "专门人员"), "checkbox") { Default = "False" },
            new("AuthorisationId", "String", new("Authorisation", "授权书编号")) { Note = new("The authorisation that names the agents (G8).", "载明上门人员的授权书（G8）。") },
            new("Agency", "String", new("Agency", "委外机构")) { Note = new("Has to be listed and inspected (G16).", "须在公示名单内并按期检查（G16）。") },
            new("RequestedBy", "String", new("Requested by", "申请人")),
            new("NowOrNever", "Boolean", new("Now or never", "仅限此刻"), "checkbox") { Default = "False", Note = new("What is refused now is dropped, not tried again later.", "此刻被拒绝即取消，不再改期。") },
            new(After, "TimeSpan", new("Comes up after", "多久之后")) { Example = "P3D", Note = new("How long after this step the act comes up; left out: at once.", "本步骤之后多久执行；留空为立即。") },
            new(OnlyHere, "Boolean", new("Moot once this state is left", "离开本状态即作废"), "checkbox") { Default = "True", Note = new("An act that still waits when the case has gone on is dropped.", "案件离开本状态后，尚未执行的行动作废。") },
        ],
    };

    private readonly ActPreset? _preset;

    public PlanActActivity(ActPreset? preset = null) => (_preset, Descriptor) = (preset, preset is null ? Whole : preset.Of(Whole));

    public override ActivityDescriptor Descriptor { get; }

    public override Activity Compile(ActivityNode node) => new PlanAct(
        [
            .. Words.Select(word => Word(node, word.Name, word.Known)), .. Texts.Select(name => new Member(Camel(name), Input(node, name), Text)),
            .. Flags.Select(name => new Member(Camel(name), Input(node, name), Yes)), .. Lists.Select(name => new Member(Camel(name), Input(node, name), List)),
        ],
        Input(node, OnlyHere), Input(node, After), Input(node, "Template")) { Path = node.Path };

    /// <summary>What a designer wrote; what a preset settles, or leaves out, no designer writes.</summary>
    private Expression Input(ActivityNode node, string name)
    {
        if (Descriptor.Inputs.Any(input => input.Name == name)) return node.Input(name);
        return new Constant(Values.Of(_preset!.Settled.GetValueOrDefault(name) ?? Whole.Inputs.First(input => input.Name == name).Default));
    }

    private Member Word(ActivityNode node, string name, ImmutableArray<string> known)
    {
        var input = Input(node, name);
        if (input is Constant && input.Text.Length > 0 && Unknown(input.Text, known) is { } fault) node.Fault(Camel(name), fault);
        return new Member(Camel(name), input, (value, path) => Unknown(Values.ToText(value), known) is { } wrong ? throw new StepFaultException("activity", $"{path}: {wrong}") : value);
    }

    private static string? Unknown(string text, ImmutableArray<string> known) => known.Contains(text) ? null : $"'{text}' is not known here{Nearest.Hint(text, known)}";

    private static JsonElement Text(JsonElement value, string path) => Values.Of(Values.ToText(value));

    private static JsonElement Yes(JsonElement value, string path) => Values.Of(Values.ToBoolean(value, path));

    private static JsonElement List(JsonElement value, string path) => value.ValueKind switch
    {
        JsonValueKind.Array => value,
        JsonValueKind.String => JsonSerializer.SerializeToElement(value.GetString()!.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)),
        _ => throw new StepFaultException("activity", $"{path} gave {Values.Quote(value)}, which is no list of words."),
    };

    private static string Camel(string name) => char.ToLowerInvariant(name[0]) + name[1..];

    private sealed record Member(string Name, Expression Input, Func<JsonElement, string, JsonElement> Read);

    private sealed class PlanAct(ImmutableArray<Member> members, Expression onlyHere, Expression after, Expression template) : Activity
    {
        public override ImmutableArray<string> Plans => template is Constant && template.Text.Length > 0 ? [template.Text] : [];

        public override ImmutableArray<PlannedWords> MayPlan => [new PlannedWords(Known("kind"), Known("purpose"), Plans.FirstOrDefault())];

        public override void Execute(Step step)
        {
            var act = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
            foreach (var member in members)
                if (member.Input.Evaluate(step) is var value && Values.ToText(value).Length > 0) act[member.Name] = member.Read(value, $"{Path}.{member.Name}");
            if (Values.ToBoolean(onlyHere.Evaluate(step), $"{Path}.onlyHere")) act["onlyInState"] = Values.Of(step.Here);
            if (!act.TryGetValue("kind", out var kind)) throw new StepFaultException("activity", $"{Path}.kind is empty: an act is of some kind.");
            var notBefore = NotBefore(step);
            if (notBefore is { } at) act["notBefore"] = Values.Of(Instants.Text(at));
            step.Emit(new Effect.PlanAct(Values.FromObject(act), notBefore), Values.ToText(kind));
        }

        private string? Known(string name) => members.First(member => member.Name == name).Input is Constant { Text: var text } ? text : null;

        private DateTimeOffset? NotBefore(Step step)
        {
            var text = Values.ToText(after.Evaluate(step));
            if (text.Length == 0) return null;
            if (!Duration.TryParse(text, out var span)) throw new StepFaultException("activity", $"{Path}.after: '{text}' is not a span of time. Write 'P3D' or 'PT12H'.");
            var at = span.After(step.Now);
            return at >= step.Now && at - step.Now <= AfterMax ? at : throw new StepFaultException("activity", $"{Path}.after: '{text}' is not within a year from now.");
        }
    }
}
