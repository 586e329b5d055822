using Doorstep.Workflows.Collections.Communication;

namespace Doorstep.Workflows.Tests.Collections.Communication;

public sealed class TemplateCatalogueTests
{
    [Fact]
    public void Every_fault_of_every_file_is_reported_at_once()
    {
        var read = TemplateCatalogue.Read(Letters.Phrases,
        [
            ("a.liquid", "no front"),
            ("b.liquid", "---\nclass: remindr\nchannels: LETTER, PIGEON\nlanguage: fr\nprofiles: EASYREAD\ncolour: red\n---\n{{ x }}"),
        ]);

        read.Catalogue.ShouldBeNull();
        read.Faults.Where(fault => fault.Path.Length > 0).Select(fault => fault.ToString()).ShouldBe(
        [
            "a.liquid: must begin with front data between two lines of '---': class, channels, language, profiles, fields.",
            "b.liquid: colour: 'colour' is not known. Known are: channels, class, fields, language, profiles.",
            "b.liquid: fields: is missing.",
            "b.liquid: class: 'remindr' is not a class; did you mean 'reminder'?",
            "b.liquid: channels: 'PIGEON' is not known. Known are: CALL, CARD, EMAIL, IM, LETTER, PORTAL, SMS.",
            "b.liquid: language: 'fr' is not a language of the house. Known are: en, zh-CN.",
            "b.liquid: profiles: 'EASYREAD' is not known; did you mean 'EASY_READ'?",
        ], ignoreOrder: true);
    }

    [Fact]
    public void A_class_without_a_template_for_somebody_is_a_fault() =>
        TemplateCatalogue.Read(Letters.Phrases, Files().Where(file => file.File != "condolence.zh-CN.liquid")).Faults.Select(fault => fault.Message).ShouldContain(
            "There is no template for condolence, zh-CN, EASY_READ. Add one, or add EASY_READ to the profiles of another.");

    [Fact]
    public void Two_templates_for_the_same_message_are_a_fault() =>
        TemplateCatalogue.Read(Letters.Phrases, [.. Files(), ("z.liquid", Files().Single(file => file.File == "voicemail.en.liquid").Text)]).Faults.ShouldContain(
            fault => fault.Path == "voicemail.en.liquid, z.liquid" && fault.Message.StartsWith("are all for voicemail, CALL, en, STANDARD.", StringComparison.Ordinal));

    [Fact]
    public void A_folder_that_is_not_there_is_a_fault_and_no_crash() => TemplateCatalogue.Load("nowhere").Catalogue.ShouldBeNull();

    private static (string File, string Text)[] Files() =>
        [.. Directory.GetFiles(Path.Combine("workflow-definitions", "templates"), "*.liquid").Select(file => (Path.GetFileName(file), File.ReadAllText(file)))];
}
