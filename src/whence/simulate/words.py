"""The words that names are made of. Nobody here exists; every domain ends in .example."""


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


#: A company is called <stem><ending> [<place>] <trade>; no two stems and endings read the same.
STEMS = _words(
    """
    Alder Amber Anvil Arbor Aspen Beacon Birch Blue Bright Cedar Clear Cobalt Copper Coral Crown
    Delta Drift East Elm Ember Falcon Fern Flint Forge Fox Glen Gold Granite Green Haven Hawk
    Hazel Heron High Holly Indigo Iron Ivory Jade Juniper Kestrel Lark Laurel Linden Lumen Maple
    Marble Meadow Mill Moss North Oak Olive Onyx Opal Orchard Osprey Pearl Pine Quartz Raven Red
    River Rowan Ruby Sage Silver Slate South Spruce Sterling Swift Thorn Timber West Willow
    Winter Wolf
    """
)
ENDINGS = _words(
    """
    bridge brook bury cliff coast creek crest dale fall field ford gate grove hill hollow house
    land line mark mere mont path peak point port reach ridge rise rock shore side spring stead
    stone vale view wake water way well wick wood worth yard
    """
)
PLACES = _words(
    "Nordic Pacific Atlantic Continental Baltic Alpine Central Coastal Northern Southern Eastern "
    "Western Iberian Rhine Danube Thames Hudson Prairie Lakes Highland"
)

INDUSTRIES = (
    "Software",
    "Manufacturing",
    "Financial Services",
    "Healthcare",
    "Logistics",
    "Professional Services",
    "Retail",
    "Energy",
)
#: What companies of the industry at the same position call themselves.
TRADES = (
    ("Software", "Systems", "Labs"),
    ("Industries", "Works", "Manufacturing"),
    ("Capital", "Insurance", "Payments"),
    ("Health", "Medical", "Diagnostics"),
    ("Logistics", "Freight", "Shipping"),
    ("Consulting", "Advisory", "Partners"),
    ("Stores", "Supply", "Trading"),
    ("Energy", "Power", "Renewables"),
)

#: Country and share.
COUNTRIES = {
    "United States": 0.44,
    "United Kingdom": 0.14,
    "Germany": 0.12,
    "Netherlands": 0.07,
    "France": 0.07,
    "Canada": 0.06,
    "Sweden": 0.05,
    "Denmark": 0.05,
}

FIRST_NAMES = _words(
    """
    Ada Adrian Alice Amir Anna Anton Astrid Ben Bianca Bruno Carla Cem Chloe Clara Daniel Daria
    David Elena Elias Ella Emil Erik Esther Eva Felix Fiona Frank Grace Hana Hugo Ines Ivan Jana
    Jonas Julia Kai Karim Lars Laura Leila Leo Lina Lucas Maja Marco Marta Maya Mehmet Mia Milan
    Nadia Nils Nina Noah Nora Omar Oscar Petra Priya Rafael Rosa Samuel Sofia Theo
    """
)
LAST_NAMES = _words(
    """
    Abbott Adler Ahmed Almeida Andersen Bailey Barros Becker Berg Blake Bosch Brandt Brennan
    Carlsen Castro Chen Cohen Costa Cruz Dahl Diaz Dixon Dubois Eriksen Farrell Ferrari Fischer
    Fontaine Fraser Garcia Gray Haas Hall Hansen Hayes Holm Hughes Ibrahim Jansen Jensen Kaya
    Keller Khan Klein Koch Kovacs Kumar Lambert Larsen Lee Lehmann Lind Lopez Malik Marino Mayer
    Mendes Meyer Moreau Morris Murphy Nakamura Neumann Nguyen Nielsen Novak Olsen Park Patel
    Pereira Petrov Quinn Ramos Reed Richter Rossi Roy Russo Santos Sato Schmidt Shah Silva Singh
    Smit Sousa Stein Svensson Tanaka Taylor Torres Turner Varga Vega Vogel Wagner Walsh Weber
    Wood Yilmaz
    """
)

#: Job title, and what its holder is in a purchase.
TITLES = (
    ("Chief Revenue Officer", "decision_maker"),
    ("Chief Marketing Officer", "decision_maker"),
    ("VP Marketing", "decision_maker"),
    ("VP Sales", "decision_maker"),
    ("Chief Financial Officer", "economic_buyer"),
    ("Finance Director", "economic_buyer"),
    ("Head of Revenue Operations", "champion"),
    ("Head of Marketing Operations", "champion"),
    ("Director of Demand Generation", "champion"),
    ("Marketing Operations Manager", "influencer"),
    ("Sales Operations Manager", "influencer"),
    ("Demand Generation Manager", "influencer"),
    ("Content Marketing Manager", "user"),
    ("Marketing Analyst", "user"),
    ("Data Analyst", "user"),
    ("Analytics Engineer", "technical_evaluator"),
    ("Head of Data", "technical_evaluator"),
    ("IT Security Manager", "technical_evaluator"),
    ("Procurement Manager", "procurement"),
)

#: Our own people: who develops leads, and who sells.
SALES_DEVELOPMENT = ("Priya Nair", "Tom Okafor", "Lena Vogt", "Diego Ruiz")
SALES = ("Maren Holt", "Julian Adeyemi", "Sara Lindqvist", "Pavel Horak", "Chiara Conti")

#: What accounts of the segment at the same position buy, and for how many months.
PRODUCTS = ("Team", "Business", "Enterprise")
TERMS = {12: 0.7, 24: 0.15, 36: 0.15}
#: Reason and share.
LOSS_REASONS = {
    "No decision": 0.34,
    "Price": 0.20,
    "Competitor": 0.26,
    "Missing feature": 0.10,
    "Timing": 0.10,
}
COMPETITORS = ("Attributo", "Pathlight", "Tallyhouse", "Built in-house")

#: The share of deals for which somebody asked "how did you hear about us".
ASKED_SHARE = 0.35
#: The answers: much of it leaves no trace on a website.
SELF_REPORTED = {
    "Colleague": 0.22,
    "Podcast": 0.18,
    "LinkedIn": 0.18,
    "Google": 0.14,
    "Word of mouth": 0.10,
    "Conference": 0.08,
    "Webinar": 0.06,
    "Review site": 0.04,
}
