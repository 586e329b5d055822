using System.Globalization;
using System.Text.Json;
using Doorstep.Workflows.Kernel;
using Fluid;
using Fluid.Values;
using Scope = Doorstep.Workflows.Kernel.Scope;

namespace Doorstep.Workflows.Definitions.Expressions;

/// <summary><c>Liquid</c>, on Fluid: templates for texts. Parsed once per definition.</summary>
internal sealed class LiquidLanguage : ExpressionLanguage
{
    private static readonly FluidParser Parser = new();
    private static readonly TemplateOptions Options = new() { CultureInfo = CultureInfo.InvariantCulture, TimeZone = TimeZoneInfo.Utc, MaxSteps = 20_000, MaxRecursion = 32 };

    public override string Type => "Liquid";

    public override Expression Compile(JsonElement value, string typeName, AuthoredDefinition definition, string path, ICollection<DefinitionFault> faults)
    {
        var source = Values.ToText(value);
        if (Parser.TryParse(source, out var template, out var error)) return new Template(template, source, path);
        faults.Add(new DefinitionFault(path, $"This is not Liquid: {error} In: {JavaScriptLanguage.Cut(source)}"));
        return new Constant(Values.Null);
    }

    private static object? Plain(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => value.EnumerateObject().ToDictionary(member => member.Name, member => Plain(member.Value), StringComparer.Ordinal),
        JsonValueKind.Array => value.EnumerateArray().Select(Plain).ToArray(),
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Number => value.GetDecimal(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => null,
    };

    private sealed class Template(IFluidTemplate template, string source, string path) : Expression
    {
        public override string Text { get; } = JavaScriptLanguage.Cut(source);

        public override JsonElement Evaluate(Scope scope)
        {
            try
            {
                return Values.Of(template.Render(Context(scope)));
            }
            catch (Exception exception) when (exception is InvalidOperationException or FormatException or ArgumentException or OverflowException or Fluid.ParseException)
            {
                throw new StepFaultException("expression", $"{path}: {exception.Message} In: {Text}", exception);
            }
        }

        private static TemplateContext Context(Scope scope)
        {
            var context = new TemplateContext(Options) { Now = () => scope.Now };
            var variables = scope.Variables.ToDictionary(pair => pair.Key, pair => Plain(pair.Value), StringComparer.Ordinal);
            foreach (var name in (string[])["variables", "Variables"]) context.SetValue(name, FluidValue.Create(variables, Options));
            foreach (var name in (string[])["input", "Input"]) context.SetValue(name, FluidValue.Create(Plain(scope.Before.Input), Options));
            context.SetValue("case", FluidValue.Create(Plain(scope.Before.Facts.ToJson()), Options));
            context.SetValue("event", FluidValue.Create(Plain(scope.Event), Options));
            context.SetValue("now", new DateTimeValue(scope.Now));
            context.SetValue("state", new StringValue(scope.StatePath));
            context.SetValue("definition", FluidValue.Create(
                new Dictionary<string, object?> { ["id"] = scope.Machine.Id, ["version"] = scope.Machine.Version, ["name"] = scope.Machine.Name }, Options));
            foreach (var name in (string[])["WorkflowInstanceId", "CorrelationId"]) context.SetValue(name, new StringValue(scope.Before.CaseId));
            return context;
        }
    }
}
